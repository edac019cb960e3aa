/** Skyfish's folders, as the tree they are. */
import { byId, element, keepChildren } from './dom.ts';
import { read } from './server.ts';
import { count } from './words.ts';

interface Folder {
	id: number;
	name: string;
	parent: number | null;
	flags: string[];
	mediaCount: number;
}

interface FolderLine extends Folder {
	depth: number;
	isOpen: boolean;
}

export function makeFolderList(): void {
	byId('choice').append(
		element('h2', {}, 'Folders'),
		element('ul', { class: 'rows', id: 'folders', 'aria-label': 'Folders' }),
	);
}

/** @param open the folder that is open, or `unfiled`; answers its name, if it is there */
export async function showFolders(open: number | 'unfiled' | undefined): Promise<string> {
	const folders = await read<Folder[]>('board/folders');
	const lines = inTree(folders, null, 0).map((line) => ({ ...line, isOpen: line.id === open }));
	const unfiled = { id: 'unfiled', name: 'Colourbox downloads', isOpen: open === 'unfiled' };
	keepChildren(byId('folders'), [...lines, unfiled], ({ id }) => id, folderRow);
	return [...lines, unfiled].find(({ isOpen }) => isOpen)?.name ?? '';
}

function inTree(
	folders: Folder[],
	parent: number | null,
	depth: number,
): Omit<FolderLine, 'isOpen'>[] {
	return folders
		.filter((folder) => folder.parent === parent)
		.flatMap((folder) => [{ ...folder, depth }, ...inTree(folders, folder.id, depth + 1)]);
}

function folderRow(
	line: Partial<Omit<FolderLine, 'id'>> & { id: number | string; name: string; isOpen: boolean },
): HTMLElement {
	const { depth = 0, flags = [], mediaCount } = line;
	const kind = flags.includes('TRASH') ? 'trash' : flags.includes('PUBLIC') ? 'public' : '';
	const facts = [
		mediaCount === undefined ? '' : count(mediaCount, 'file'),
		kind,
		typeof line.id === 'number' ? String(line.id) : '',
	];
	return element(
		'li',
		{ 'data-depth': Math.min(depth, 6) },
		element(
			'a',
			{
				class: 'folder',
				href: `#folder-${line.id}`,
				'aria-current': line.isOpen ? 'true' : undefined,
				'data-focus': `folder-${line.id}`,
			},
			element('span', { class: 'name' }, line.name),
			element('span', { class: 'soft' }, facts.filter(Boolean).join(' · ')),
		),
	);
}
