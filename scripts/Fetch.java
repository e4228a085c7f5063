// Fetches URL to FILE for mvnw, where there is neither curl nor wget: the JDK that the build needs can do it.
// Usage: java scripts/Fetch.java URL FILE     Exit code 1, with one line that says why, if it can't.
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

void main(String[] words) throws InterruptedException {
  try (HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
    int status =
        client
            .send(
                HttpRequest.newBuilder(URI.create(words[0])).build(),
                BodyHandlers.ofFile(Path.of(words[1])))
            .statusCode();
    if (status != 200) {
      IO.println("the answer is " + status);
      System.exit(1);
    }
  } catch (IOException | IllegalArgumentException e) {
    IO.println(e);
    System.exit(1);
  }
}
