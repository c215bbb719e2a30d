/** Proofs that the right steps are planned. */
@NullMarked
package io.github.rokutrickplay.generator.picture;

import org.jspecify.annotations.NullMarked;
