/**
 * From a planned segment to its bytes: ranges read ahead, decrypted, with the initialization section in front. In: locations and
 * byte ranges. Out: {@link io.github.rokutrickplay.generator.video.fetch.SegmentBytes}. Start
 * with {@link io.github.rokutrickplay.generator.video.fetch.SegmentFetcher}.
 */
@NullMarked
package io.github.rokutrickplay.generator.video.fetch;

import org.jspecify.annotations.NullMarked;
