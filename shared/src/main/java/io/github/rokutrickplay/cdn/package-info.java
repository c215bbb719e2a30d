/** The content delivery network's cache. Start with {@link io.github.rokutrickplay.cdn.CdnCache}. */
@NullMarked
package io.github.rokutrickplay.cdn;

import org.jspecify.annotations.NullMarked;
