package io.jupyterflow.local.runfolder;

import io.jupyterflow.local.state.RunEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The event file of one epoch, appended by its owner. Events are gathered and written in one go;
/// what could not be written stays and is written before anything else, so that a full disk loses
/// nothing while the owner lives.
public final class EventLog implements AutoCloseable {

  private final FileChannel channel;
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(8192);
  private final JsonGenerator json;
  private ByteBuffer unwritten = ByteBuffer.allocate(0);
  private volatile boolean unsynced;

  private EventLog(FileChannel channel) {
    this.channel = channel;
    json =
        JsonFactory.builder()
            .rootValueSeparator((String) null)
            .build()
            .createGenerator(ObjectWriteContext.empty(), gathered, JsonEncoding.UTF8);
  }

  /// Makes the file.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException where the epoch has one
  public static EventLog create(Path file) throws IOException {
    return new EventLog(
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /// Gathers an event.
  public void append(RunEvent event) {
    byte[] usual = FastEventCodec.of(event);
    if (usual != null) {
      // What it holds comes first.
      json.flush();
      gathered.writeBytes(usual);
      return;
    }
    EventCodec.write(event, json);
    json.writeRaw('\n');
  }

  /// Writes what was gathered. After an exception it is still there: call again later.
  public void flush() throws IOException {
    json.flush();
    if (gathered.size() > 0) {
      ByteBuffer more = ByteBuffer.wrap(gathered.toByteArray());
      gathered.reset();
      unwritten = unwritten.hasRemaining() ? joined(unwritten, more) : more;
    }
    while (unwritten.hasRemaining()) {
      channel.write(unwritten);
      unsynced = true;
    }
  }

  private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
    return ByteBuffer.allocate(first.remaining() + second.remaining())
        .put(first)
        .put(second)
        .flip();
  }

  /// Brings what was written to the disk; cheap where nothing is new. May be called from another
  /// thread.
  public void sync() throws IOException {
    if (unsynced) {
      unsynced = false;
      channel.force(false);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
