/**
 * Keys that are not in the bucket: which servers may be asked for them, and how. Start with {@link
 * io.github.rokutrickplay.keys.KeyUrlPrefixes}.
 */
@NullMarked
package io.github.rokutrickplay.keys;

import org.jspecify.annotations.NullMarked;
