/**
 * From packets to frames: decodes what the wanted frames refer to, earlier segments included, and hands each wanted frame over with
 * its marks. Start
 * with {@link io.github.rokutrickplay.generator.video.decode.SegmentDecoder}.
 */
@NullMarked
package io.github.rokutrickplay.generator.video.decode;

import org.jspecify.annotations.NullMarked;
