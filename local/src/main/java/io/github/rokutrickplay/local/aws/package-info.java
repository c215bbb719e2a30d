/**
 * S3, SQS and CloudFront in this process, spoken to over HTTP by the same SDK clients as the real ones. Start with
 * {@link io.github.rokutrickplay.local.aws.EmbeddedAws}.
 */
@NullMarked
package io.github.rokutrickplay.local.aws;

import org.jspecify.annotations.NullMarked;
