/**
 * Every form of source that can be read, each as a film with numbered frames, and the table of them in docs/sources.md.
 * Start with {@link io.github.rokutrickplay.sources.SourceTableIT}.
 */
@NullMarked
package io.github.rokutrickplay.sources;

import org.jspecify.annotations.NullMarked;
