/** Tests of priming. */
@NullMarked
package io.github.rokutrickplay.snapshot;

import org.jspecify.annotations.NullMarked;
