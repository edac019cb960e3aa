/** Chapter 6.1: the folders a user may see, filtered and sorted. */
import type { FastifyRequest } from 'fastify';
import type { FolderAccess } from '../domain/permissions.ts';
import type { SkyfishService } from '../domain/service.ts';
import { userOf } from './authorization.ts';
import type { Body } from './bodies.ts';
import { forbidden } from './errors.ts';
import { integer, optionalInteger, optionalText, optionalWord } from './parameters.ts';

/** Every folder the user may read that the query's parameters let through. */
export function listedFolders(service: SkyfishService, request: FastifyRequest): FolderAccess[] {
	const user = userOf(request);
	const query = request.query as Body;
	const company = optionalInteger(query, 'company_id') ?? user.companyId;
	if (company !== user.companyId) throw forbidden(`You do not belong to company ${company}`);
	const q = (optionalText(query, 'q') ?? '').normalize('NFC').toLowerCase();
	const ids = numbersIn(query, 'id');
	const parent = optionalInteger(query, 'parent');
	const withoutTrash = ['true', '1'].includes(
		optionalText(query, 'exclude_per_user_system_folders') ?? '',
	);
	const list = [...service.permissions.of(user).values()].filter(
		({ folder, groups }) =>
			groups.includes('READ') &&
			folder.name.normalize('NFC').toLowerCase().includes(q) &&
			(ids === undefined || ids.includes(folder.id)) &&
			(parent === undefined || folder.parent === parent) &&
			!(withoutTrash && folder.trashOf !== null),
	);
	return sorted(list, query);
}

/** Whole numbers separated by `+`, which arrives as a space; undefined when there are none. */
export function numbersIn(query: Body, name: string): number[] | undefined {
	const text = optionalText(query, name);
	if (text === undefined || text === '') return undefined;
	return text.split(/[+ ]/).map((part) => integer(name, part));
}

function sorted(list: FolderAccess[], query: Body): FolderAccess[] {
	const by = optionalWord(query, 'sort_by', ['name', 'created']);
	const order = optionalWord(query, 'sort_order', ['asc', 'desc']) ?? 'asc';
	if (by === undefined) return list;
	const compare = ({ folder: one }: FolderAccess, { folder: other }: FolderAccess) =>
		by === 'name' ? one.name.localeCompare(other.name) : one.createdDate - other.createdDate;
	return list.sort((one, other) => (order === 'asc' ? compare(one, other) : compare(other, one)));
}
