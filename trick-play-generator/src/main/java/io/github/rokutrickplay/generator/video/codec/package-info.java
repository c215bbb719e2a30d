/**
 * What has to be known of a codec: what can be decoded, which packets start decoding, which bytes a decoder needs first. In:
 * libav's codec parameters and packets. Start
 * with {@link io.github.rokutrickplay.generator.video.codec.VideoCodec}.
 */
@NullMarked
package io.github.rokutrickplay.generator.video.codec;

import org.jspecify.annotations.NullMarked;
