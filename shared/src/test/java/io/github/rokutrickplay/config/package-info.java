@NullMarked
package io.github.rokutrickplay.config;

import org.jspecify.annotations.NullMarked;
