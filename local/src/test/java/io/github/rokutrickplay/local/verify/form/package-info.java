@NullMarked
package io.github.rokutrickplay.local.verify.form;

import org.jspecify.annotations.NullMarked;
