package com.bamotf.webhooks.sender;

import com.bamotf.webhooks.acceptance.ServerProcess;
import java.util.List;

/** The JAR as it was built, with the part of our classes that it holds. */
class SenderJarIT extends PlainJavaContract {

  @Override
  List<String> program() {
    return List.of("-jar", ServerProcess.required("bamotf.sender.jar"));
  }
}
