/**
 * From what a decoded frame is to the steps that make thumbnails of it, without native code. Start with {@link
 * io.github.rokutrickplay.generator.picture.Conversion}.
 */
@NullMarked
package io.github.rokutrickplay.generator.picture;

import org.jspecify.annotations.NullMarked;
