/**
 * Readers of every form of thumbnails, written for checking: they know the specifications and nothing of our writers. All are pure. What
 * breaks the rules of its form is a {@link io.github.rokutrickplay.local.verify.form.MalformedFormException}.
 */
@NullMarked
package io.github.rokutrickplay.local.verify.form;

import org.jspecify.annotations.NullMarked;
