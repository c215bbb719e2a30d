@NullMarked
package io.github.rokutrickplay.local.events;

import org.jspecify.annotations.NullMarked;
