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
