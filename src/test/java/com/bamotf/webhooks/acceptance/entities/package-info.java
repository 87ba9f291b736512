/**
 * An application with an entity for each type of time that JPA implementations write differently.
 */
package com.bamotf.webhooks.acceptance.entities;
