/**
 * DASH manifests (ISO/IEC 23009-1): where their elements stand in the text, what their URLs and times mean, and their video in the words of
 * a playlist. Pure. Start with {@link io.github.rokutrickplay.dash.MpdReader}, or with {@link io.github.rokutrickplay.dash.MpdParser}.
 */
@NullMarked
package io.github.rokutrickplay.dash;

import org.jspecify.annotations.NullMarked;
