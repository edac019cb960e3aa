/** Skyfish's folders, as the tree they are. */
import { html, show } from './html.ts';
import type { View } from './html.ts';
import { read } from './server.ts';
import { count } from './words.ts';

interface Folder {
	id: number;
	name: string;
	parent: number | null;
	flags: string[];
	mediaCount: number;
}

interface FolderLine extends Partial<Omit<Folder, 'id'>> {
	id: number | 'unfiled';
	name: string;
	depth?: number;
}

const unfiled: FolderLine = { id: 'unfiled', name: 'Colourbox downloads' };

/** @param open the folder that is open, or `unfiled`; returns its name, if it is there */
export async function showFolders(open: FolderLine['id'] | undefined): Promise<string> {
	const lines = [...inTree(await read<Folder[]>('board/folders'), null, 0), unfiled];
	show(
		'choice',
		html`
			<h2>Folders</h2>
			<ul class="rows" id="folders" aria-label="Folders">
				${lines.map((line) => folderRow(line, line.id === open))}
			</ul>
		`,
	);
	return lines.find(({ id }) => id === open)?.name ?? '';
}

function inTree(folders: Folder[], parent: number | null, depth: number): FolderLine[] {
	return folders
		.filter((folder) => folder.parent === parent)
		.flatMap((folder) => [{ ...folder, depth }, ...inTree(folders, folder.id, depth + 1)]);
}

function folderRow(line: FolderLine, isOpen: boolean): View {
	const { id, name, depth = 0, flags = [], mediaCount } = line;
	const kind = flags.includes('TRASH') ? 'trash' : flags.includes('PUBLIC') ? 'public' : '';
	const facts = [
		mediaCount === undefined ? '' : count(mediaCount, 'file'),
		kind,
		typeof id === 'number' ? String(id) : '',
	];
	return html`
		<li key=${id} data-depth=${Math.min(depth, 6)}>
			<a class="folder" href="#folder-${id}" aria-current=${isOpen ? 'true' : undefined}>
				<span class="name">${name}</span>
				<span class="soft">${facts.filter(Boolean).join(' · ')}</span>
			</a>
		</li>
	`;
}
