/** Observers that a deployment refuses, since they would lose events without a word. */
package com.bamotf.webhooks.acceptance.refused;
