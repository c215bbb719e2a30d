/** The functions' work without Lambda or queues. Start with {@link io.github.rokutrickplay.local.process.AssetProcessor}. */
@NullMarked
package io.github.rokutrickplay.local.process;

import org.jspecify.annotations.NullMarked;
