package com.bamotf.webhooks.telemetry;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A message of protobuf without its schema: the values of each field by the field's number. */
record Protobuf(Map<Integer, List<byte[]>> fields) {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  static Protobuf parse(byte[] bytes) {
    Map<Integer, List<byte[]>> fields = new TreeMap<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      while (in.available() > 0) {
        long tag = varint(in);
        byte[] value =
            switch ((int) (tag & 7)) {
              case VARINT -> number(varint(in));
              case FIXED_64 -> in.readNBytes(8);
              case BYTES -> in.readNBytes((int) varint(in));
              case FIXED_32 -> in.readNBytes(4);
              default -> throw new IllegalStateException("not protobuf: tag " + tag);
            };
        fields.computeIfAbsent((int) (tag >> 3), none -> new ArrayList<>()).add(value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Protobuf(fields);
  }

  private static long varint(DataInputStream in) throws IOException {
    long value = 0;
    int shift = 0;
    int next;
    do {
      next = in.readUnsignedByte();
      value |= (long) (next & 0x7f) << shift;
      shift += 7;
    } while (next >= 0x80);
    return value;
  }

  private static byte[] number(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  /** The messages at the end of a path of repeated fields. */
  List<Protobuf> messages(int... path) {
    List<Protobuf> found = List.of(this);
    for (int field : path) {
      found =
          found.stream()
              .flatMap(each -> each.fields.getOrDefault(field, List.of()).stream())
              .map(Protobuf::parse)
              .toList();
    }
    return found;
  }

  boolean has(int field) {
    return fields.containsKey(field);
  }

  String text(int field) {
    return new String(bytes(field), StandardCharsets.UTF_8);
  }

  String hex(int field) {
    return HexFormat.of().formatHex(bytes(field));
  }

  long number(int field) {
    return has(field) ? ByteBuffer.wrap(bytes(field)).order(ByteOrder.LITTLE_ENDIAN).getLong() : 0;
  }

  private byte[] bytes(int field) {
    List<byte[]> values = fields.getOrDefault(field, List.of());
    return values.isEmpty() ? new byte[0] : values.get(values.size() - 1);
  }
}
