//! Errors as the pages show them.

use earlybound::service::{ErrorCode, ErrorKind, FromAnswer, ServiceError};

use crate::answers::answer;

fn error(status: u16, body: &str) -> ServiceError {
    <()>::read(answer(status, body)).unwrap_err()
}

#[test]
fn errors() {
    let missing = error(404, r#"{"error": {"code": "", "message": "account With Id = 1 Does Not Exist"}}"#);
    assert_eq!((missing.kind(), missing.code(), missing.status()), (ErrorKind::NotFound, None, 404));
    assert_eq!(missing.message(), "account With Id = 1 Does Not Exist");
    let there = error(412, r#"{"error":{"code":"","message":"A record with matching key values already exists."}}"#);
    assert_eq!(there.kind(), ErrorKind::PreconditionFailed);
    let duplicate = error(412, r#"{"error": {"code": "0x80040333", "message": "A duplicate"}}"#);
    assert_eq!((duplicate.kind(), duplicate.code()), (ErrorKind::Duplicate, Some(ErrorCode::DUPLICATE_RECORDS_FOUND)));
    let refused = error(400, r#"{"error": {"code": "0x80060888", "message": "Expand with $ref"}}"#);
    assert_eq!((refused.kind(), refused.code()), (ErrorKind::Invalid, Some(ErrorCode(0x8006_0888))));
    let plug_in = error(
        400,
        r#"{"error": {
            "code": "0x80040265", "message": "Example",
            "@Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus": "1",
            "@Microsoft.PowerApps.CDS.ErrorDetails.SubErrorCode": "12345",
            "@Microsoft.PowerApps.CDS.HelpLink": "http://go.microsoft.com/fwlink/?LinkID=398563",
            "@Microsoft.PowerApps.CDS.TraceText": "\r\n[MyNamespace]", "@Microsoft.PowerApps.CDS.InnerError.Message": "Inner"
        }}"#,
    );
    assert_eq!(plug_in.code(), Some(ErrorCode::ISV_ABORTED));
    assert_eq!((plug_in.operation_status(), plug_in.sub_error_code()), (Some("1"), Some("12345")));
    assert_eq!((plug_in.trace(), plug_in.inner_message()), (Some("\r\n[MyNamespace]"), Some("Inner")));
    assert!(plug_in.help_link().unwrap().ends_with("398563"));
}
