package com.bamotf.webhooks.benchmark.minimal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Says whether there is a row. */
@Path("row")
@RequestScoped
public class MinimalResource {

  @Inject MinimalBean bean;

  @GET
  public boolean exists() {
    return bean.exists();
  }
}
