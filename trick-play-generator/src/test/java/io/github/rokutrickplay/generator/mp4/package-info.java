/** Tests of the package of the same name. */
@NullMarked
package io.github.rokutrickplay.generator.mp4;

import org.jspecify.annotations.NullMarked;
