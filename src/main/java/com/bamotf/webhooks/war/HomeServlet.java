package com.bamotf.webhooks.war;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Leads from the WAR's context root to the console. */
public class HomeServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** Relative, for a proxy that changes the path; {@code sendRedirect} would make it absolute. */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Location", "console/");
    response.setStatus(HttpServletResponse.SC_FOUND);
  }
}
