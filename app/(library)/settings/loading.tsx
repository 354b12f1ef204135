export { ListSkeleton as default } from "@/components/shell/list-skeleton";
