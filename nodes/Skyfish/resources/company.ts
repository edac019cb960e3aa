import { listIn } from '../../shared/client/response';
import type { Resource } from '../../shared/operation/define';
import { returnAllOrLimit } from '../../shared/operation/fields';
import { entries, limitOf, list, object, type Result } from '../../shared/operation/results';
import { about, named } from '../ids';
import { companyId } from '../locators';

/** The keys, without their secrets unless the operator asked for these. */
const apiKeys: Result = (item, { body }) => {
	const withSecrets = item.parameter('includeSecrets', false);
	return listIn(item.context, body).map((key) => ({
		json: { ...key, secret: withSecrets ? String(key.secret) : '********' },
	}));
};

/** The document names this call and does not say what it answers. */
const someFolders: Result = (item, answer) => entries(item, answer).slice(0, limitOf(item));

/** Document 003, chapters 10 and 12. */
export const company: Resource = {
	name: 'Company',
	value: 'company',
	byDefault: 'getUsers',
	operations: [
		{
			name: 'Get API Endpoint',
			value: 'getApiEndpoint',
			action: 'Get the API endpoint of a company',
			description: 'Get the protocol and host at which a company uses the API',
			document: '003, 10.3',
			call: 'GET /company/{companyId}/apiendpoint',
			fields: [companyId],
			gives: about(companyId, object()),
		},
		{
			name: 'Get API Keys',
			value: 'getApiKeys',
			action: 'Get the API keys of a company',
			description: 'Get the API keys of a company, without their secrets unless you include them',
			document: '003, 10.2',
			call: 'GET /company/{companyId}/apikeys',
			fields: [
				companyId,
				{
					displayName: 'Include Secrets',
					name: 'includeSecrets',
					type: 'boolean',
					default: false,
					description:
						'Whether to return the secrets too. n8n stores them with the execution, where everyone with access can read them.',
				},
			],
			sends: () => ({ givesSecrets: true }),
			gives: apiKeys,
		},
		{
			name: 'Get CDN Aliases',
			value: 'getCdnAliases',
			action: 'Get the CDN aliases of a company',
			description: 'Get the CDN folders of a company; a file in one of them gets a CDN link',
			document: 'developer site',
			call: 'GET /cdn/{companyId}/company/aliases',
			fields: [companyId],
			gives: about(companyId, named({ folderId: 'folder_id' }, entries)),
		},
		{
			name: 'Get Disk Usage',
			value: 'getDiskUsage',
			action: 'Get the disk usage of a company',
			description: 'Get the number of bytes that a company uses and may use',
			document: '003, 12.2',
			call: 'GET /company/{companyId}/diskusage',
			fields: [companyId],
			gives: about(companyId, object()),
		},
		{
			name: 'Get Folders',
			value: 'getFolders',
			action: 'Get the folders of a company',
			description: 'Get all folders that belong to a company',
			document: '003, chapter 10',
			call: 'GET /company/{companyId}/folders',
			fields: [companyId, ...returnAllOrLimit],
			gives: named({ folderId: 'id' }, someFolders),
		},
		{
			name: 'Get Users',
			value: 'getUsers',
			action: 'Get the users of a company',
			description: 'Get all users that belong to a company',
			document: '003, 10.1',
			call: 'GET /company/{companyId}/users',
			fields: [companyId, ...returnAllOrLimit],
			gives: named({ userId: 'id' }, list()),
		},
	],
};
