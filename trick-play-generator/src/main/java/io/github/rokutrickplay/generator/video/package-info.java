/** Frames out of segments. */
@NullMarked
package io.github.rokutrickplay.generator.video;

import org.jspecify.annotations.NullMarked;
