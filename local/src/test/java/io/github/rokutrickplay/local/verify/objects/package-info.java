@NullMarked
package io.github.rokutrickplay.local.verify.objects;

import org.jspecify.annotations.NullMarked;
