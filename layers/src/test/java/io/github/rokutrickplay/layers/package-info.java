/** What the layers hold, and whether the Lambda runtime can load it. Start with {@link io.github.rokutrickplay.layers.FfmpegLayerIT}. */
@NullMarked
package io.github.rokutrickplay.layers;

import org.jspecify.annotations.NullMarked;
