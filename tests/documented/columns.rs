//! Requests for one column: values, files and images.

use earlybound::file::{self, Upload};
use earlybound::service::Answer;
use earlybound::{Id, property};

use crate::case::{Case, ROOT, case};
use crate::dataverse::account::{self, Account};
use crate::rows::id;

const ACCOUNT: &str = "/accounts(00000000-0000-0000-0000-000000000001)";

pub fn cases() -> Vec<Case> {
    [values(), files()].into_iter().flatten().collect()
}

fn values() -> Vec<Case> {
    let account: Id<Account> = id(1);
    vec![
        case(
            "webapi/retrieve-entity-using-web-api: a single value",
            &format!("GET {ACCOUNT}/name"),
            property::get(account, account::NAME),
        ),
        case(
            "webapi/retrieve-entity-using-web-api: the raw value of a property",
            &format!("GET {ACCOUNT}/name/$value"),
            property::text(account, account::NAME),
        ),
        case(
            "webapi/update-delete-entities-using-web-api: update a single value",
            &format!("PUT {ACCOUNT}/name\n\n{{\"value\": \"Updated\"}}"),
            property::set(account, account::NAME, "Updated"),
        ),
        case(
            "webapi/update-delete-entities-using-web-api: delete a single value",
            &format!("DELETE {ACCOUNT}/description"),
            property::clear(account, account::DESCRIPTION),
        ),
    ]
}

fn files() -> Vec<Case> {
    let account: Id<Account> = id(1);
    let column = account::SAMPLE_FILECOLUMN;
    let begun: Upload = file::begin_upload(account, column, "25mb.pdf")
        .unwrap()
        .read(Answer::new(
            200,
            [
                ("Location", &*format!("{ROOT}{ACCOUNT}/sample_filecolumn?sessiontoken=7")),
                ("x-ms-chunk-size", "4194304"),
            ],
            "",
        ))
        .unwrap();
    let content = vec![0; 25_870_370];
    let chunks: Vec<_> = begun.chunks("25mb.pdf", &content).collect();
    assert_eq!(chunks.len(), 7);
    let chunk = |name, index: usize, range: &str| {
        case(
            name,
            &format!(
                "PATCH {ACCOUNT}/sample_filecolumn?sessiontoken=7\nx-ms-file-name: 25mb.pdf
                 Content-Type: application/octet-stream\nContent-Range: bytes {range}/25870370"
            ),
            Ok(chunks[index].clone()),
        )
    };
    vec![
        case(
            "file-column-data: upload in a single request",
            &format!(
                "PATCH {ACCOUNT}/sample_filecolumn\nContent-Type: application/octet-stream\nx-ms-file-name: 4094kb.txt"
            ),
            file::upload(account, column, "4094kb.txt", b"..."),
        ),
        case(
            "file-column-data: begin an upload in chunks",
            &format!("PATCH {ACCOUNT}/sample_filecolumn?x-ms-file-name=25mb.pdf\nx-ms-transfer-mode: chunked"),
            file::begin_upload(account, column, "25mb.pdf"),
        ),
        chunk("file-column-data: first chunk", 0, "0-4194303"),
        chunk("file-column-data: last chunk", 6, "25165824-25870369"),
        case(
            "file-column-data: download",
            &format!("GET {ACCOUNT}/sample_filecolumn/$value"),
            file::download(account, column),
        ),
        case(
            "file-column-data: download in chunks",
            &format!("GET {ACCOUNT}/sample_filecolumn/$value\nRange: bytes=0-4194303"),
            file::download_range(account, column, 0..4_194_304),
        ),
        case("file-column-data: delete", &format!("DELETE {ACCOUNT}/sample_filecolumn"), file::delete(account, column)),
        case(
            "image-column-data: download the full image",
            &format!("GET {ACCOUNT}/entityimage/$value?size=full"),
            file::download_full_image(account, account::ENTITYIMAGE),
        ),
    ]
}
