/** What every log line carries. Start with {@link io.github.rokutrickplay.logging.LogContext}. */
@NullMarked
package io.github.rokutrickplay.logging;

import org.jspecify.annotations.NullMarked;
