/** The demo: a film through the whole chain. */
@NullMarked
package io.github.rokutrickplay.local.demo;

import org.jspecify.annotations.NullMarked;
