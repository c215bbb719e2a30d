/**
 * Where thumbnails go: images, in the order in which workers finish them, then the index. Start with {@link
 * io.github.rokutrickplay.generator.output.ImageUploads}.
 */
@NullMarked
package io.github.rokutrickplay.generator.output;

import org.jspecify.annotations.NullMarked;
