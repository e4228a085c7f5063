// Downloads URL to FILE for mvnw if there is neither curl nor wget: the JDK that the build needs can do it.
// Usage: java scripts/Fetch.java URL FILE     On failure, prints one line with the reason and exits with 1.
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
