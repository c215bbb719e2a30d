/** Rules over all modules, and tests of the whole chain. */
@NullMarked
package io.github.rokutrickplay.integration;

import org.jspecify.annotations.NullMarked;
