import type { INodeProperties } from 'n8n-workflow';

/**
 * The API has `/media/90909090`, the web app `/folder/155111/file/90909090`: both are the unique media ID. A CDN link
 * (`https://cdn.skyfish.com/<alias>/<number>`) and a share link (`/sh/…/<folder>/<media_id>`) have other numbers.
 */
const MEDIA_ADDRESS =
	'https?://(?!cdn\\.|[^/]+/sh/)[^/]+/(?:.*/)?(?:media|file)s?/(\\d+)(?:[/?#].*)?';

/** The ways to name something in Skyfish: from a list, by its ID, by an address that has the ID in it. */
function waysToName(
	kind: string,
	example: string,
	list: { searchListMethod: string },
	regex = `https?://[^/]+/(?:.*/)?${kind}s?/(\\d+)(?:[/?#].*)?`,
	errorMessage = `The address of a ${kind} contains /${kind}/ followed by its ID`,
	address = `https://api.colourbox.com/${kind}/${example}`,
): Pick<INodeProperties, 'modes'> {
	return {
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchable: true, ...list },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. ${example}` },
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: `e.g. ${address}`,
				extractValue: { type: 'regex', regex },
				validation: [{ type: 'regex', properties: { regex, errorMessage } }],
			},
		],
	};
}

/** The media item that an operation is about. */
export const mediaId: INodeProperties = {
	displayName: 'Media',
	name: 'mediaId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The photo, video or other file to work on. The list starts with the newest; type to search it.',
	...waysToName(
		'media',
		'90909090',
		{ searchListMethod: 'searchMedia' },
		MEDIA_ADDRESS,
		'The address of a media item contains /file/ or /media/ followed by its ID. CDN and share links contain other numbers: open the file in Skyfish and copy its address from there.',
		'https://app.skyfish.com/folder/155111/file/90909090',
	),
};

/** The folder that an operation is about. */
export const folderId: INodeProperties = {
	displayName: 'Folder',
	name: 'folderId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The folder to work on',
	...waysToName('folder', '155111', { searchListMethod: 'searchFolders' }),
};

/** The clique, a group of users, that an operation is about. */
export const cliqueId: INodeProperties = {
	displayName: 'Clique',
	name: 'cliqueId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The clique to work on. You must be an administrator to manage cliques.',
	...waysToName('clique', '53', { searchListMethod: 'searchCliques' }),
};

/** The company that an operation is about. */
export const companyId: INodeProperties = {
	displayName: 'Company',
	name: 'companyId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The company to work on',
	...waysToName('company', '147903', { searchListMethod: 'searchCompanies' }),
};

/** The user that an operation is about. */
export const userId: INodeProperties = {
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The user to work on',
	...waysToName('user', '245942', { searchListMethod: 'searchUsers' }),
};
