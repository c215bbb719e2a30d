/**
 * What a function does before Lambda SnapStart takes the snapshot that it is started from, so that its first invocation
 * finds everything loaded. Start with {@link io.github.rokutrickplay.snapshot.Priming}.
 */
@NullMarked
package io.github.rokutrickplay.snapshot;

import org.jspecify.annotations.NullMarked;
