/**
 * XML, read and written as visitors over {@link dev.nephele.model.Schema}, for the query protocols' answers and for
 * restXml.
 *
 * <p>{@link dev.nephele.wire.xml.XmlWriter} puts tags and escaped text into bytes, {@link
 * dev.nephele.wire.xml.ShapeWriter} walks values over it, {@link dev.nephele.wire.xml.ShapeReader} reads documents with
 * a StAX parser. Document type definitions and entities are refused, depth is bounded, namespaces are written but not
 * demanded. Uses the model and the wire's lower packages.
 */
@NullMarked
package dev.nephele.wire.xml;

import org.jspecify.annotations.NullMarked;
