/** What the handlers share: SQS batches in, partial batch responses out. Start with {@link io.github.rokutrickplay.lambda.SqsBatch}. */
@NullMarked
package io.github.rokutrickplay.lambda;

import org.jspecify.annotations.NullMarked;
