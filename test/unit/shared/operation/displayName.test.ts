import { displayNameOf } from '../../../../nodes/shared/operation/displayName';

it.each([
	['name', 'Name'],
	['invoiceReference', 'Invoice Reference'],
	['deadlineId', 'Deadline ID'],
	['unique_media_id', 'Unique Media ID'],
	['baseUrl', 'Base URL'],
	['folder_ids', 'Folder IDs'],
	['waitForImport', 'Wait for Import'],
	['__proto__', 'Proto'],
	['', ''],
])('%s is shown as "%s"', (apiName, label) => {
	expect(displayNameOf(apiName)).toBe(label);
});

it.each([
	['disksize', 'Size'],
	['file_filename', 'File File Name'],
	['iptc', 'IPTC'],
	['lang', 'Language'],
	['md5', 'MD5'],
	['mimetype', 'Type'],
	['number_of_files', 'Number of Files'],
	['q', 'Query'],
	['thumbnail_url_ssl', 'Thumbnail URL (HTTPS)'],
	['moveToTrash', 'Move to Trash'],
	['acceptedByUser', 'Accepted by User'],
	['apiKey', 'API Key'],
	['forWhom', 'For Whom'],
	['mayBeUsedFor', 'May Be Used For'],
	['byIdOf', 'By ID Of'],
	['size2Large', 'Size2 Large'],
	['exif.camera model', 'Exif Camera Model'],
])('%s is shown as "%s"', (apiName, label) => {
	expect(displayNameOf(apiName)).toBe(label);
});
