/** An application whose one entity has the types that JPA implementations write differently. */
package com.bamotf.webhooks.acceptance.entities;
