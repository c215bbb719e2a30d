/** Sample films for the demo and the tests. */
@NullMarked
package io.github.rokutrickplay.sample;

import org.jspecify.annotations.NullMarked;
