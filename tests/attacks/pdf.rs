//! PDF files that their renderer does not get done with: ISO 32000-1.

use miniz_oxide::deflate::compress_to_vec_zlib;

/// All of them, with their names.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("ccitt", ccitt()),
        ("nested-flate", nested_flate()),
        ("dashes", dashes()),
        ("strokes", strokes()),
        ("nested-forms", nested_forms()),
        ("nested-groups", nested_groups()),
        ("functions", functions()),
    ]
}

/// One of them.
pub fn named(name: &str) -> Vec<u8> {
    all().into_iter().find(|(other, _)| *other == name).unwrap().1
}

/// A fax of 65,535 x 65,535 dots (§7.4.6), of which a few lines are there.
fn ccitt() -> Vec<u8> {
    let image = stream(
        "/Type /XObject /Subtype /Image /Width 65535 /Height 65535 /ColorSpace /DeviceGray /BitsPerComponent 1 \
         /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 65535 /Rows 65535 /EndOfBlock false >>",
        &[0xFF; 64],
    );
    page("/XObject << /X 5 0 R >>", b"q 500 0 0 500 0 0 cm /X Do Q", vec![image])
}

/// Deflate within deflate (§7.4.1): four gigabytes of it.
fn nested_flate() -> Vec<u8> {
    let data = compress_to_vec_zlib(&super::zeros(4), 9);
    assert!(data.len() < 20_000);
    page_of("", stream("/Filter [/FlateDecode /FlateDecode]", &data), Vec::new())
}

/// A line of dashes (§8.4.3.6) that are too small to be seen, millions of them.
pub const DASHES: &str = "[0.00001 0.00001] 0 d 0 0 m 595 842 l S\n";

fn dashes() -> Vec<u8> {
    page("", DASHES.repeat(50).as_bytes(), Vec::new())
}

/// A million lines across the page.
fn strokes() -> Vec<u8> {
    let lines: String = (0..4_000).map(|n| format!("0 {} m 595 {} l S\n", n % 842, (n * 7) % 842)).collect();
    let content = compress_to_vec_zlib(&lines.repeat(250).into_bytes(), 9);
    page_of("", stream("/Filter /FlateDecode", &content), Vec::new())
}

/// Forms (§8.10) that draw the next one ten times, and so on: ten thousand million in all.
fn nested_forms() -> Vec<u8> {
    nested("", 10, 10, "0 0 m 595 842 l S")
}

/// Transparency groups (§11.6.6) in each other, each with a ground of its own, and three of the next in each.
fn nested_groups() -> Vec<u8> {
    nested("/Group << /S /Transparency /I true >>", 24, 3, "0 0 595 842 re f")
}

fn nested(dictionary: &str, depth: usize, times: usize, last: &str) -> Vec<u8> {
    let forms = (0..depth)
        .map(|level| {
            let next = 6 + level;
            let (resources, content) = if level + 1 == depth {
                (String::new(), last.to_owned())
            } else {
                let resources = format!("/ExtGState << /G << /ca 0.5 >> >> /XObject << /X {next} 0 R >>");
                (resources, "/G gs 0.5 g 0 0 595 842 re f /X Do\n".repeat(times))
            };
            let dictionary = format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 595 842] {dictionary} /Resources << {resources} >>"
            );
            stream(&dictionary, content.as_bytes())
        })
        .collect();
    page("/XObject << /X 5 0 R >>", b"/X Do", forms)
}

/// A shading (§8.7.4.5.2) whose colour at each dot is a long calculation (§7.10.5).
fn functions() -> Vec<u8> {
    let calculation = format!("{{ {} }}", "2 copy mul sin add cos 0.5 add exch pop dup\n".repeat(4_000));
    let function = stream("/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1]", calculation.as_bytes());
    page(
        "/Shading << /S << /ShadingType 1 /ColorSpace /DeviceGray /Domain [0 1 0 1] \
         /Matrix [595 0 0 842 0 0] /Function 5 0 R >> >>",
        b"/S sh",
        vec![function],
    )
}

fn page(resources: &str, content: &[u8], objects: Vec<Vec<u8>>) -> Vec<u8> {
    page_of(resources, stream("", content), objects)
}

/// A page of A4; further objects count from 5.
fn page_of(resources: &str, content: Vec<u8>, further: Vec<Vec<u8>>) -> Vec<u8> {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> >>"
        )
        .into_bytes(),
        content,
    ];
    objects.extend(further);
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", number + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let (start, count) = (bytes.len(), objects.len() + 1);
    bytes.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").bytes());
    for offset in offsets {
        bytes.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    bytes.extend(format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< {dictionary} /Length {} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}
