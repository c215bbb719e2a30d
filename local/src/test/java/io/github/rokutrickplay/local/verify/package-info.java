@NullMarked
package io.github.rokutrickplay.local.verify;

import org.jspecify.annotations.NullMarked;
