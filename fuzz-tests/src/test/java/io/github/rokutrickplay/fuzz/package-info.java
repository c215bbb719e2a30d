/**
 * What is fuzzed, by Jazzer for a while and with remembered inputs always. Start with {@link
 * io.github.rokutrickplay.fuzz.Target}.
 */
@NullMarked
package io.github.rokutrickplay.fuzz;

import org.jspecify.annotations.NullMarked;
