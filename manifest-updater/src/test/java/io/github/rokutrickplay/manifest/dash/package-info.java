/** MPDs of every kind: what is written into them, and that nothing else changes. */
@NullMarked
package io.github.rokutrickplay.manifest.dash;

import org.jspecify.annotations.NullMarked;
