/** Forms of thumbnails, of pictures that no video is needed for. */
@NullMarked
package io.github.rokutrickplay.generator.output;

import org.jspecify.annotations.NullMarked;
