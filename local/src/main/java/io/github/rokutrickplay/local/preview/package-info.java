/**
 * A page that shows a published film as viewers have it, for this machine only. Start with {@link
 * io.github.rokutrickplay.local.preview.PreviewServer}.
 */
@NullMarked
package io.github.rokutrickplay.local.preview;

import org.jspecify.annotations.NullMarked;
