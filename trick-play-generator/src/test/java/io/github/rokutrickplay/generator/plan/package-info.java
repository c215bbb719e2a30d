@NullMarked
package io.github.rokutrickplay.generator.plan;

import org.jspecify.annotations.NullMarked;
